/// A place in a pack: that of a record, or of the pack itself at offset 0.
struct PackPlace: Hashable {
    let pack: PackName
    let offset: Int

    init(_ pack: PackName, _ offset: Int) {
        self.pack = pack
        self.offset = offset
    }
}
