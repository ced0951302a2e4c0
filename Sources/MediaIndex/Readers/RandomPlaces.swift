/// Numbers at random, each once.
enum RandomPlaces {
    /// Up to `wanted` of those below `total`.
    static func drawn(_ wanted: Int, of total: Int) -> [Int] {
        let count = min(wanted, total)
        guard count > 0 else { return [] }
        if count * 3 >= total { return Array((0..<total).shuffled().prefix(count)) }
        var seen: Set<Int> = []
        var places: [Int] = []
        while places.count < count {
            let place = Int.random(in: 0..<total)
            if seen.insert(place).inserted { places.append(place) }
        }
        return places
    }
}
