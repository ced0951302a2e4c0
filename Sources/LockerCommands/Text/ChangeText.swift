import LockerAPI
import LockerBase

/// What differs between two revisions, in words and in JSON.
enum ChangeText {
    /// With what is there in the later one, as far as anything is.
    static func json(_ change: Locker_V1_Change) -> JSONValue {
        let members = change.hasEntry ? EntryJSON.members(change.entry) : EntryJSON.path(change.path)
        return JSONValue.object(members).merging(["change": .string(word(change))])
    }

    /// What is gone is told by its path alone.
    static func line(_ change: Locker_V1_Change) -> String {
        let name = change.hasEntry ? EntryText.name(change.entry) : EntryPath.printable(change.path)
        return "\(mark(change)) \(name)"
    }

    private static func word(_ change: Locker_V1_Change) -> String {
        if !change.hasEntry { return "removed" }
        return change.existed ? "changed" : "added"
    }

    private static func mark(_ change: Locker_V1_Change) -> String {
        if !change.hasEntry { return "-" }
        return change.existed ? "~" : "+"
    }
}
