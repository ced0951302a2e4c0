import Metadata

extension TestLocker {
    /// The metadata in the database at `path`, beside whoever has it open.
    static func metadata(_ path: String) throws -> any MetadataStore {
        try SQLiteMetadata(path: path)
    }
}
