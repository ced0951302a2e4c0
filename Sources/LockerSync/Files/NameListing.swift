/// How a folder lists what it finds by some name.
enum NameListing {
    case same
    case other([UInt8])
    /// Under no name that can be told.
    case untold
}
