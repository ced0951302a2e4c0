import LockerBase

extension MarkedShelves where Self: IndexedAccount {
    func star(_ items: [MarkedItem], at time: Int64?) throws(LockerError) {
        try change { visit in
            for item in items { try ItemMarks(visit: visit).set(.starred, of: item, to: time) }
        }
    }

    func rate(_ item: MarkedItem, _ rating: Int?) throws(LockerError) {
        if let rating, !(1...5).contains(rating) {
            throw LockerError(.invalidArgument, "\(rating): not a rating; say 1 to 5, or none")
        }
        let value = rating.map { Int64($0) }
        try change { visit in try ItemMarks(visit: visit).set(.rating, of: item, to: value) }
    }

    func played(_ songs: [(id: String, time: Int64)]) throws(LockerError) {
        try change { visit in
            for song in songs { try Plays(visit: visit).note(song.id, at: song.time) }
        }
    }

    func playQueue() throws(LockerError) -> PlayQueue? {
        try visit(else: nil) { visit in try PlayQueues(visit: visit).queue() }
    }

    func savePlayQueue(
        songs: [String], current: Int?, position: Int, by program: String, at time: Int64
    ) throws(LockerError) {
        try change { visit in
            try PlayQueues(visit: visit).save(songs, current: current, position: position, by: program, at: time)
        }
    }

    func bookmarks() throws(LockerError) -> [Bookmark] {
        try visit(else: []) { visit in try Bookmarks(visit: visit).all() }
    }

    func saveBookmark(_ song: String, position: Int, comment: String, at time: Int64) throws(LockerError) -> Bool {
        try change { visit in
            try Bookmarks(visit: visit).save(song, position: position, comment: comment, at: time)
        }
    }

    func removeBookmark(_ song: String) throws(LockerError) {
        try change { visit in try Bookmarks(visit: visit).remove(song) }
    }
}
