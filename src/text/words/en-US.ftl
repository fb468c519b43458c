# The words of the interface in American English, where they differ from those in en-GB.ftl.

date = { $month-short } { $day }, { $year }
date-exact = { $weekday }, { $date }, { $time }
