import LockerBase

extension BrowsedShelves where Self: IndexedAccount {
    func folders() throws(LockerError) -> [MusicFolder] {
        try visit(else: []) { visit in
            visit.scope.libraries.map { MusicFolder(number: $0.number, library: $0.name) }
        }
    }

    func artists(folder: Int?) throws(LockerError) -> [Artist] {
        try visit(else: []) { visit in
            let reader = ArtistReader(visit)
            switch visit.scope.restriction(folder: folder) {
            case .nothing: return []
            case .everything: return try reader.all()
            case .library(let library): return try reader.all(in: library)
            }
        }
    }

    func artist(_ id: String) throws(LockerError) -> Artist? {
        try visit(else: nil) { visit in try ArtistReader(visit).artist(id) }
    }

    func albums(of artist: String) throws(LockerError) -> [Album] {
        try visit(else: []) { visit in try AlbumReader(visit).albums(of: artist) }
    }

    func album(_ id: String) throws(LockerError) -> Album? {
        try visit(else: nil) { visit in try AlbumReader(visit).album(id) }
    }

    func songs(ofAlbum id: String) throws(LockerError) -> [Song] {
        try visit(else: []) { visit in try SongReader(visit).songs(ofAlbum: id) }
    }

    func song(_ id: String) throws(LockerError) -> Song? {
        try visit(else: nil) { visit in try SongReader(visit).song(id) }
    }

    func roots(folder: Int?) throws(LockerError) -> [Directory] {
        try visit(else: []) { visit in
            try DirectoryReader(visit: visit).roots(of: visit.scope.libraries(folder: folder))
        }
    }

    func directory(_ id: String) throws(LockerError) -> Directory? {
        try visit(else: nil) { visit in try DirectoryReader(visit: visit).directory(id) }
    }

    func cover(_ id: String) throws(LockerError) -> CoverSource? {
        try visit(else: nil) { visit in try CoverReader(visit: visit).cover(id) }
    }

    func state() throws(LockerError) -> (changed: Int64, songs: Int) {
        try visit(else: (changed: 0, songs: 0)) { visit in
            var songs = 0
            for library in visit.scope.libraries { songs += library.songs }
            return (changed: visit.scope.changed, songs: songs)
        }
    }
}
