import Confinement
import MediaWorker

if CommandLine.arguments.dropFirst().first == ConverterProgram.name {
    ConverterProgram.run(Array(CommandLine.arguments.dropFirst(2)))
}
MediaWorkerProgram.run()
