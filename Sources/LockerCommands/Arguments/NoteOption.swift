import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

/// What is written of a revision that a command makes.
struct NoteOption: ParsableArguments {
    @Option(help: ArgumentHelp("Write this of the revision that is made; 'locker log' shows it.", valueName: "text"))
    var note = ""

    /// The note, where the daemon keeps one.
    ///
    /// - Throws: ``LockerError/Code/unimplemented`` for a note that an older daemon would pass over.
    func checked(_ connection: LockerConnection) throws(LockerError) -> String {
        if !note.isEmpty { try connection.require(.devices, to: "keep a note") }
        return note
    }
}

extension Locker_V1_Origin {
    /// This program on this device, for a revision that no folder is synced to.
    static var ofThisDevice: Locker_V1_Origin { Locker_V1_Origin(ofDeviceIn: SyncStateFile.defaultFolder) }
}
