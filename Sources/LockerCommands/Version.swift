/// The version of the command line, as MAJOR.MINOR.PATCH.
let lockerVersion = "0.1.0"
