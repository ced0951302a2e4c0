import LockerAPI
import LockerBase

extension UploadSession {
    /// Has files assembled from chunks that the daemon has or was sent, and their entries staged. The recipes of all
    /// take at most ``RequestLimits/recipeBytes``. The answers are in their order.
    public func assemble(_ files: [Locker_V1_RecipeFile]) throws(LockerError) -> [Locker_V1_AssembledFile] {
        var request = Locker_V1_AssembleRequest()
        request.session = id
        request.files = files
        let answers = try connection.call(LockerMethods.assemble, request).files
        try LockerConnection.check(answers.count, of: files.count, to: LockerMethods.assemble.name)
        return answers
    }
}
