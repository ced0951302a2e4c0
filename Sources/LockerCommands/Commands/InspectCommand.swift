import ArgumentParser
import LockerBase
import LockerClient
import Recipes

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show how a local file would be stored; needs no daemon.")

    @Argument(help: "The file.", transform: ArgumentBytes.bytes)
    var file: [UInt8]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let recipe = try FileInspection.cut(file).recipe
        Console.print(global.json ? RecipeText.json(recipe).text : RecipeText.text(recipe))
    }
}
