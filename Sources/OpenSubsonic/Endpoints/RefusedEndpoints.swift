import LockerBase

/// Methods of Subsonic that there are not here. They are refused by a code that clients know; a method that nobody knows
/// is none at all.
enum RefusedEndpoints {
    static let all: [String: SubsonicEndpoint] = {
        var table: [String: SubsonicEndpoint] = [:]
        for method in absent { table[method] = none(of: method) }
        for method in refused { table[method] = refusal(of: method) }
        return table
    }()

    // Functions, since the compiler (6.3.1) crashes on closures with typed errors that the table holds at once.
    private static func none(of method: String) -> SubsonicEndpoint {
        @Sendable func answer(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
            throw LockerError(.notFound, "\(method): there is none of that here")
        }
        return answer
    }

    private static func refusal(of method: String) -> SubsonicEndpoint {
        @Sendable func answer(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
            throw CallError.refused(method)
        }
        return answer
    }

    /// Of songs alone, which have none.
    private static let absent = ["getVideoInfo", "getCaptions"]

    private static let refused = [
        "search", "hls.m3u8", "hls", "jukeboxControl", "getChatMessages", "addChatMessage", "createUser", "updateUser",
        "deleteUser", "changePassword", "createShare", "updateShare", "deleteShare", "refreshPodcasts",
        "createPodcastChannel", "deletePodcastChannel", "deletePodcastEpisode", "downloadPodcastEpisode",
        "createInternetRadioStation", "updateInternetRadioStation", "deleteInternetRadioStation",
    ]
}
