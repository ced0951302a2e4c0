import LockerBase

/// Parameters as what they mean.
extension SubsonicParameters {
    func required(_ name: String) throws(LockerError) -> String {
        guard let value = first(name) else { throw CallError.missing(name) }
        return value
    }

    /// All of a name, of which there must be one.
    func requiredList(_ name: String) throws(LockerError) -> [String] {
        let values = all(name)
        guard !values.isEmpty else { throw CallError.missing(name) }
        return values
    }

    /// Nil where it is not there.
    func number(_ name: String) throws(LockerError) -> Int? {
        guard let text = first(name) else { return nil }
        guard let number = Int(text) else { throw CallError.wrong(name, "a whole number") }
        return number
    }

    func requiredNumber(_ name: String) throws(LockerError) -> Int {
        guard let number = try self.number(name) else { throw CallError.missing(name) }
        return number
    }

    /// How many of something: what is less than none, or more than `most`, is the nearest that is not.
    func count(_ name: String, default count: Int, most: Int) throws(LockerError) -> Int {
        min(max(try number(name) ?? count, 0), most)
    }

    /// A part of a list, of which `most` elements are there at once.
    func page(
        offset: String = "offset", count: String, default usual: Int, most: Int
    ) throws(LockerError) -> (offset: Int, count: Int) {
        let count = try self.count(count, default: usual, most: most)
        return (max(try number(offset) ?? 0, 0), count)
    }

    /// Text that a person wrote, of at most so many bytes; nil where it is not there.
    func words(_ name: String, most bytes: Int) throws(LockerError) -> String? {
        guard let text = has(name) ? first(name) ?? "" : nil else { return nil }
        guard text.utf8.count <= bytes else { throw CallError.wrong(name, "at most \(bytes) bytes long") }
        return text
    }

    /// In any case: clients in Python write `False`.
    func flag(_ name: String, default flag: Bool) -> Bool {
        switch first(name)?.lowercased() ?? "" {
        case "true", "1", "yes", "on": true
        case "false", "0", "no", "off": false
        default: flag
        }
    }

    /// The number of a music folder; nil: all of them.
    func folder() throws(LockerError) -> Int? {
        try number("musicFolderId")
    }
}
