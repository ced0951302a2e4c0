import Glibc
import LockerCommands
import POSIXSupport

StandardDescriptors.ensureOpen()
FreedMemory.giveBack()
exit(LockerProgram.run(ArgumentBytes.ofProcess))
