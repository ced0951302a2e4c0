import Glibc
import LockerCommands

exit(LockerProgram.run(ArgumentBytes.ofProcess))
