import ArgumentParser
import LockerBase
import LockerSync

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show how a local file would be stored; needs no daemon.")

    @Argument(help: "The file.", completion: .file(), transform: ArgumentBytes.bytes)
    var file: [UInt8]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let cut = try FileInspection.cut(file)
        global.print(RecipeText.json(cut), RecipeText.text(cut))
    }
}
