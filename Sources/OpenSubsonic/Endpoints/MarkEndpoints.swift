import LockerBase
import MediaIndex

/// Stars and ratings.
enum MarkEndpoints {
    static let all: [String: SubsonicEndpoint] = ["star": star, "unstar": unstar, "setRating": setRating]

    static func star(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        try mark(call, at: call.time)
    }

    static func unstar(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        try mark(call, at: nil)
    }

    /// What is not there any more is passed over, unless nothing is: clients send what they collected for a while.
    private static func mark(_ call: SubsonicCall, at time: Int64?) throws(LockerError) -> SubsonicAnswer {
        let ids = ["id", "albumId", "artistId"].flatMap { call.parameters.all($0) }
        guard !ids.isEmpty else { throw CallError.missing("id") }
        let items = ids.compactMap { marked($0) }
        guard !items.isEmpty, try call.hasAny(of: ids) else { throw CallError.absent("nothing") }
        try call.shelves.star(items, at: time)
        return .done
    }

    static func setRating(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let id = try call.parameters.required("id")
        let rating = try call.parameters.requiredNumber("rating")
        guard (0...5).contains(rating) else { throw CallError.wrong("rating", "0 to 5") }
        guard let item = marked(id), try call.has(id) else { throw CallError.absent("nothing") }
        try call.shelves.rate(item, rating == 0 ? nil : rating)
        return .done
    }

    private static func marked(_ id: String) -> MarkedItem? {
        switch ItemKind(id) {
        case .song: .song(id)
        case .album: .album(id)
        case .artist: .artist(id)
        case .folder: .folder(id)
        case .playlist, nil: nil
        }
    }
}
