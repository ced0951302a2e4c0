extension ListPart {
    /// Rows that are passed over.
    var skipped: Int { max(0, offset) }

    /// Rows that are wanted.
    var wanted: Int { max(0, count) }
}
