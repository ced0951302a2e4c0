/// The songs of libraries by their places: a page at any offset is looked up.
struct SongPlaces {
    let libraries: [Scope.Place]

    /// Places of one library.
    struct Part {
        let library: Int64
        let places: Range<Int>
    }

    var count: Int { libraries.reduce(0) { $0 + $1.songs } }

    /// A page of them, library by library.
    func parts(_ page: ListPart) -> [Part] {
        var parts: [Part] = []
        var skipped = page.skipped
        var wanted = page.wanted
        for library in libraries {
            let start = min(skipped, library.songs)
            let end = start + min(wanted, library.songs - start)
            if start < end { parts.append(Part(library: library.id, places: start..<end)) }
            skipped -= start
            wanted -= end - start
        }
        return parts
    }

    /// Up to `count` at random: by library, which places of it.
    func random(_ count: Int) -> [Int64: [Int]] {
        var drawn: [Int64: [Int]] = [:]
        for number in RandomPlaces.drawn(count, of: self.count) {
            var place = number
            for library in libraries {
                if place < library.songs {
                    drawn[library.id, default: []].append(place)
                    break
                }
                place -= library.songs
            }
        }
        return drawn
    }
}
