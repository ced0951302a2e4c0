import Confinement
import Glibc
import LockerCommands
import POSIXSupport

// Before anything else of the process has begun: what follows is shut away.
if CommandLine.arguments.dropFirst().first == ConverterProgram.name {
    ConverterProgram.run(Array(CommandLine.arguments.dropFirst(2)))
}
StandardDescriptors.ensureOpen()
FreedMemory.giveBack()
exit(LockerProgram.run(ArgumentBytes.ofProcess))
