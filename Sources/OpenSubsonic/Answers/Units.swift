/// Numbers of the index as clients count them.
enum Units {
    /// Whole seconds, the nearest ones.
    static func seconds(milliseconds: Int) -> Int {
        (milliseconds + 500) / 1000
    }

    /// Kilobits per second, the nearest ones.
    static func kilobits(bits: Int?) -> Int? {
        guard let bits else { return nil }
        return (bits + 500) / 1000
    }

    /// A rating of one to five stars; nil for what is none.
    static func stars(_ rating: Int?) -> Int? {
        guard let rating, (1...5).contains(rating) else { return nil }
        return rating
    }
}
