import LockerBase

extension ListedShelves where Self: IndexedAccount {
    func albums(_ order: AlbumOrder, _ page: ListPart, folder: Int?) throws(LockerError) -> [Album] {
        try visit(else: []) { visit in
            if page.wanted == 0 { return [] }
            let list = AlbumList(visit: visit, restriction: visit.scope.restriction(folder: folder))
            return try list.albums(order, page)
        }
    }

    func search(
        _ query: String, artists: ListPart, albums: ListPart, songs: ListPart, folder: Int?
    ) throws(LockerError) -> SearchResult {
        try visit(else: SearchResult()) { visit in
            let search = Search(query, visit, folder: folder)
            return SearchResult(
                artists: try search.artists(artists), albums: try search.albums(albums), songs: try search.songs(songs))
        }
    }

    func genres() throws(LockerError) -> [Genre] {
        try visit(else: []) { visit in try GenreReader(visit: visit).genres() }
    }

    func songs(_ choice: SongChoice, _ page: ListPart) throws(LockerError) -> [Song] {
        try visit(else: []) { visit in try ChosenSongs(choice, visit).songs(page) }
    }

    func randomSongs(_ choice: SongChoice, count: Int) throws(LockerError) -> [Song] {
        try visit(else: []) { visit in try ChosenSongs(choice, visit).random(count) }
    }

    func starred(folder: Int?) throws(LockerError) -> SearchResult {
        try visit(else: SearchResult()) { visit in
            try StarredItems(visit: visit, restriction: visit.scope.restriction(folder: folder)).found()
        }
    }

    func topSongs(ofArtist name: String, count: Int) throws(LockerError) -> [Song] {
        try visit(else: []) { visit in try TopSongs(visit: visit).songs(ofArtist: name, count: count) }
    }

    func similarSongs(to id: String, count: Int) throws(LockerError) -> [Song] {
        try visit(else: []) { visit in try SimilarSongs(visit: visit).songs(to: id, count: count) }
    }
}
