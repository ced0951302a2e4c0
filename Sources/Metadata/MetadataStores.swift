/// The back ends that there are.
public enum MetadataStores {
    /// One in files of the folder of a store, for one process.
    public static func embedded(in folder: String) -> any MetadataFactory {
        SQLiteFactory(location: SQLiteLocation(folder: folder))
    }
}
