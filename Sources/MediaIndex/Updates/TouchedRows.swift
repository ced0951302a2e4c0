/// What is to be told anew after songs and pictures have changed.
struct TouchedRows {
    var albums: Set<Int64> = []
    var folders: Set<Int64> = []
    var genres: Set<Int64> = []
    /// Blobs that a song had.
    var facts: Set<Int64> = []
    /// Tracks of which the song is gone that bore their id.
    var headless: Set<Int64> = []
    /// The paths of folders in which a picture came or went.
    var pictures: Set<[UInt8]> = []

    /// Whether nothing that is listed has changed.
    var isEmpty: Bool { albums.isEmpty && pictures.isEmpty }
}
