import LockerAPI
import LockerBase

/// The answer of a call for several files.
protocol FilesResponse {
    var failures: [Locker_V1_FileFailure] { get set }
}

extension Locker_V1_IngestFilesResponse: FilesResponse {}
extension Locker_V1_RestoreFilesResponse: FilesResponse {}

/// What a call for several files came to.
struct FilesAnswer<Response: FilesResponse> {
    /// What is answered.
    let message: Response
    /// Why files failed, by their places in the request.
    let failures: [(place: Int, error: LockerError)]

    /// - Parameter message: as yet without the failures.
    init(_ message: Response, _ failures: [(place: Int, error: LockerError)]) {
        var message = message
        message.failures = failures.map { Locker_V1_FileFailure($0.error, at: $0.place) }
        self.message = message
        self.failures = failures
    }
}

extension StorePath {
    /// An answer without it in what files failed with.
    func hidden<Response: FilesResponse>(in response: Response) -> Response {
        var response = response
        for place in response.failures.indices {
            response.failures[place].message = hidden(in: response.failures[place].message)
        }
        return response
    }
}
