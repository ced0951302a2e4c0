import LockerBase

/// What there is none of here: lists without elements, for clients that look before they offer it.
enum EmptyEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getInternetRadioStations": { _ in .list("internetRadioStations", of: "internetRadioStation", .none) },
        "getPodcasts": { _ in .list("podcasts", of: "channel", .none) },
        "getNewestPodcasts": { _ in .list("newestPodcasts", of: "episode", .none) },
        "getShares": { _ in .list("shares", of: "share", .none) },
        "getVideos": { _ in .list("videos", of: "video", .none) },
    ]
}
