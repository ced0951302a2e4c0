import ArgumentParser
import LockerBase
import LockerClient

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show how a local file would be stored; needs no daemon.")

    @Argument(help: "The file.", transform: ArgumentBytes.bytes)
    var file: [UInt8]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let cut = try FileInspection.cut(file)
        Console.print(global.json ? RecipeText.json(cut).text : RecipeText.text(cut))
    }
}
