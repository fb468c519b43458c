//! One printing at a time in a folder.

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Read as _, Seek as _, Write as _},
    path::Path,
    process,
};

use super::{files::Finding, manifest::FOLDER};

const FILE: &str = "lock";

/// The right to write into a folder. The system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // To close the file is not enough: a child that is being started at this moment has a copy of it, and with
        // it the lock. If this fails, the lock ends with the last copy.
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// Takes the lock of the folder `dist`. If another process has it, waits for that process to end if `wait` is set.
    ///
    /// # Errors
    /// Another process has the lock, or the file for it cannot be made.
    pub(super) fn take(dist: &Path, wait: bool) -> Result<Self, Finding> {
        let path = dist.join(FOLDER).join(FILE);
        let failed =
            |error: io::Error| Finding::error(path.display(), "", format!("cannot be locked: {error}"));
        fs::create_dir_all(dist.join(FOLDER)).map_err(failed)?;
        let mut options = File::options();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if wait => file.lock().map_err(failed)?,
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // On Windows a locked file cannot be read.
                let known = file.read_to_string(&mut holder).is_ok() && !holder.is_empty();
                let holder = if known { format!("process {holder}") } else { "another process".to_owned() };
                let text = format!(
                    "is being printed into by {holder}; print again when that has ended, or with --wait"
                );
                return Err(Finding::error(dist.display(), "", text));
            }
            // Some file systems of networks have no locks. To print there is better than not to.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // Only for that message, so it does no harm if it cannot be written.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", process::id()));
        Ok(Self { file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_file_in_a_child_does_not_keep_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path(), false).unwrap();
        let copy = lock.file.try_clone().unwrap();
        assert!(Lock::take(folder.path(), false).is_err());
        drop(lock);
        assert!(Lock::take(folder.path(), false).is_ok());
        drop(copy);
    }
}
