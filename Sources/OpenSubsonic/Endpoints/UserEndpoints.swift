import LockerBase

/// The caller: nobody is told of anybody else, not even whether they are there.
enum UserEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getUser": getUser, "getUsers": getUsers, "getAvatar": getAvatar,
    ]

    static func getUser(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        guard try call.parameters.required("username") == call.caller.person else {
            throw LockerError(.permissionDenied, "people see themselves alone")
        }
        return .object("user", try user(call))
    }

    static func getUsers(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        .list("users", of: "user", Nodes([try user(call)]) { $0 })
    }

    static func getAvatar(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        throw LockerError(.notFound, "people have no pictures here")
    }

    private static func user(_ call: SubsonicCall) throws(LockerError) -> Node {
        UserNode.make(call.caller.person, folders: try call.shelves.folders().map(\.number))
    }
}
