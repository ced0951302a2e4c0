import Glibc
import LockerCommands
import POSIXSupport

StandardDescriptors.ensureOpen()
exit(LockerProgram.run(ArgumentBytes.ofProcess))
