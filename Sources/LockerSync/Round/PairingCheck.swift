import LockerAPI
import LockerBase
import LockerClient

/// Looks at whether a folder and a library belong together that were not in step before.
struct PairingCheck {
    let source: WalkedFolder
    let base: AgreedBase
    let origin: SyncOrigin
    let options: BothOptions

    /// A watch has no such option: it is meant once.
    private static let remedy = "locker sync --both with --from-here once"

    private var subject: SyncState.Subject { source.subject }

    /// What a person should know of it.
    ///
    /// - Throws: ``LockerError/Code/alreadyExists`` where it is likely to be a mistake, unless that is meant or nothing
    ///   is sent; ``LockerError/Code/notFound`` where the library has nothing at all where a pull is to bring it from.
    func warnings() throws(LockerError) -> [String] {
        if base.loaded.revision > 0 { return [] }
        if options.pullsOnly { try checkIsThere() }
        if options.sync.fromHere { return [] }
        if !options.pullsOnly, subject.under == nil, base.newest.revision > 0 { try checkIsApart() }
        guard let text = elsewhere() else { return [] }
        if options.pullsOnly { return [text] }
        throw LockerError(
            .alreadyExists, "\(text); nothing was changed. If that is what you want, run \(PairingCheck.remedy)")
    }

    private func checkIsThere() throws(LockerError) {
        guard let under = subject.under,
            try !source.library.holds(under, revision: base.newest.revision)
        else { return }
        throw LockerError(
            .notFound, "\(LibraryFolder.text(subject.library, under)): there is nothing to pull; check the path",
            hint: .listEntries)
    }

    /// Sees to it that the folder does not become one with another folder of this device that the library is synced from.
    private func checkIsApart() throws(LockerError) {
        let connection = source.library.connection
        guard try connection.has(.sources) else { return }
        let usage = try connection.call(LockerMethods.usage, .init())
        let found = usage.libraries.first { $0.name == subject.library && $0.hasSource }
        guard let other = found?.source, other.device == origin.source?.device, origin.isOther(than: other),
            FileIdentity(path: Array(other.folder)) != nil
        else { return }
        throw LockerError(
            .alreadyExists,
            """
            library "\(subject.library.printable)" is synced from \(other.shown) of this device, and would have all of \
            both folders, as would they; nothing was changed. Give --library another name to keep them apart; if that is \
            what you want, run \(PairingCheck.remedy)
            """)
    }

    /// That the folder has another place in the library; nil where it has none.
    private func elsewhere() -> String? {
        guard let stateFolder = options.sync.stateFolder,
            let place = OtherPlaces(of: subject, in: stateFolder).places.first
        else { return nil }
        let remedy = place.map { "give --under \($0)" } ?? "leave --under out"
        return """
            \(EntryPath.printable(subject.directory)): it was synced with \(LibraryFolder.text(subject.library, place)) \
            before, and would have what is in \(LibraryFolder.text(subject.library, subject.under)) besides; \
            \(remedy) to go on there
            """
    }
}
