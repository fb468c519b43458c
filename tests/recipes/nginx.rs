//! nginx.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Place, recipe};

/// The module that sends what brotli has compressed, where Debian has put it.
pub(super) fn brotli() -> Option<PathBuf> {
    let file = PathBuf::from("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    file.is_file().then_some(file)
}

pub(super) fn command(program: &Path, place: &Place<'_>) -> Command {
    let desk = place.desk.display();
    let mut recipe =
        recipe("nginx.conf", place).replace("listen 8080;", &format!("listen 127.0.0.1:{};", place.port));
    let mut modules = String::new();
    if let Some(brotli) = brotli() {
        recipe = recipe.replace("# brotli_static on;", "brotli_static on;");
        modules = format!("load_module {};", brotli.display());
    }
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|name| format!("{name}_temp_path {desk}/{name};"))
        .collect();
    let whole = format!(
        "{modules} daemon off; master_process off; pid {desk}/pid; error_log stderr crit; events {{}}\n\
         http {{ access_log off; {temporary}\n{recipe}\n}}"
    );
    let configuration = place.desk.join("nginx.conf");
    fs::write(&configuration, whole).expect("a file can be written on its desk");
    let mut command = Command::new(program);
    command.arg("-p").arg(place.desk).arg("-c").arg(configuration);
    command
}

/// Its mark is written when it listens: whoever answered at the port before that would be somebody else.
pub(super) fn listens(place: &Place<'_>) -> bool {
    place.desk.join("pid").is_file()
}
