import LockerAPI

/// What goes with an account or a library, in words.
enum RemovalText {
    static func text(_ removal: Locker_V1_RemoveAccountResponse) -> String {
        let libraries = removal.libraries == 1 ? "1 library" : "\(removal.libraries) libraries"
        return "\(libraries), \(text(removal.revisions, removal.files, removal.logicalBytes))"
    }

    static func text(_ removal: Locker_V1_DeleteLibraryResponse) -> String {
        text(removal.revisions, removal.files, removal.logicalBytes)
    }

    private static func text(_ revisions: UInt64, _ files: UInt64, _ bytes: UInt64) -> String {
        "\(HumanText.count(revisions, "revision")) and \(HumanText.count(files, "file")) (\(HumanText.size(bytes)))"
    }
}
