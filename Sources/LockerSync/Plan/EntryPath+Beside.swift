import LockerBase

extension EntryPath {
    /// A longer one, its dot included, is taken for a part of the name.
    private static let maximumExtensionLength = 33

    /// The path of something beside this, called as this is with `tag` at the end, before the extension: cut, at the end of a
    /// character, to what a disk can have; nil where the path leaves no room for one.
    ///
    /// - Parameter isFolder: whether it is a folder, the name of which has no extension.
    func beside(_ tag: String, isFolder: Bool) -> EntryPath? {
        let start = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        let (folder, name) = (bytes[..<start], bytes[start...])
        let dot = isFolder ? name.endIndex : EntryPath.extensionStart(of: name)
        let end = Array(tag.utf8) + name[dot...]
        let room = min(EntryPath.maximumComponentLength, EntryPath.maximumLength - folder.count) - end.count
        let stem = EntryPath.cut(name[..<dot], to: room)
        if stem.isEmpty { return nil }
        return try? EntryPath(Array(folder) + Array(stem) + end)
    }

    /// Where the extension of `name` begins, with its dot; its end where there is none.
    private static func extensionStart(of name: ArraySlice<UInt8>) -> Int {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
            name.endIndex - dot <= maximumExtensionLength
        else { return name.endIndex }
        return dot
    }

    /// As much of `name` as takes `room` bytes, and where it is UTF-8 no part of a character.
    private static func cut(_ name: ArraySlice<UInt8>, to room: Int) -> ArraySlice<UInt8> {
        guard name.count > room else { return name }
        var end = name.startIndex + max(room, 0)
        if String(validating: name, as: UTF8.self) != nil {
            while end > name.startIndex, name[end] & 0xC0 == 0x80 { end -= 1 }
        }
        return name[..<end]
    }
}
