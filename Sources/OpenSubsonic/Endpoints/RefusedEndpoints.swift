import LockerBase

/// Methods of Subsonic that there are not here. They are refused by a code that clients know; a method that nobody knows
/// is none at all.
enum RefusedEndpoints {
    static let all: [String: SubsonicEndpoint] = {
        var table: [String: SubsonicEndpoint] = [:]
        for method in absent {
            table[method] = { (_: SubsonicCall) throws(LockerError) -> SubsonicAnswer in
                throw LockerError(.notFound, "\(method): there is none of that here")
            }
        }
        for method in refused {
            table[method] = { (_: SubsonicCall) throws(LockerError) -> SubsonicAnswer in
                throw LockerError.refused(method)
            }
        }
        return table
    }()

    /// Of songs alone, which have none.
    private static let absent = ["getVideoInfo", "getCaptions"]

    private static let refused = [
        "search", "hls.m3u8", "hls", "jukeboxControl", "getChatMessages", "addChatMessage", "createUser", "updateUser",
        "deleteUser", "changePassword", "createShare", "updateShare", "deleteShare", "refreshPodcasts",
        "createPodcastChannel", "deletePodcastChannel", "deletePodcastEpisode", "downloadPodcastEpisode",
        "createInternetRadioStation", "updateInternetRadioStation", "deleteInternetRadioStation",
    ]
}
