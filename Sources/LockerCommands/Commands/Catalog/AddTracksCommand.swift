import ArgumentParser
import LockerBase
import LockerSync

struct AddTracksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put the songs of a folder into the catalog.",
        discussion: """
            Every file in which audio is found becomes a track, named by its audio alone, and described by what its \
            tags say. What the catalog has already stays as it is. Symbolic links are passed over.

            With --fingerprints, ffmpeg listens to the first two minutes of each, also of those that the catalog has \
            already: then a gateway can tell people which of their songs the catalog has in another encoding. It can \
            reach nothing but the song, where the kernel has Landlock.
            """)

    @Argument(help: "The folder.", completion: .directory, transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @Flag(help: "Tell the catalog what the songs sound like, which takes ffmpeg a quarter of a second each.")
    var fingerprints = false

    @OptionGroup var excludes: ExcludeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        let listener = fingerprints ? try SongListener() : nil
        if let reason = listener?.whyOpen {
            global.note("ffmpeg is not kept from anything that you can reach: \(reason)")
        }
        let catalogImport = CatalogImport(
            connection: connection, directory: dir, rules: excludes.rules, listener: listener)
        let words = "interrupted: the tracks that were added stay; add the folder again for the rest"
        let report = try global.interruptible(words) { () throws(LockerError) in
            try catalogImport.run(global.observer("sent"))
        }
        global.report(CatalogText.json(report), CatalogText.line(report))
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}
