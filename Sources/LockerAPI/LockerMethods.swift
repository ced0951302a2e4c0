/// The calls of the service `locker.v1.Locker`; locker.proto says what each does.
public enum LockerMethods {
    private static let service = "locker.v1.Locker"

    /// What this daemon can do beyond the first version of its interface. One that is older answers UNIMPLEMENTED.
    public static let capabilities = Method<Locker_V1_CapabilitiesRequest, Locker_V1_CapabilitiesResponse>(
        service, "Capabilities", isRepeatable: true)
    /// What the daemon does at the moment of what it is asked for. Everybody is answered, with an account or without.
    public static let health = Method<Locker_V1_HealthRequest, Locker_V1_HealthResponse>(
        service, "Health", isRepeatable: true)
    /// Cancels calls of the same connection that have no answer yet.
    public static let cancelCall = Method<Locker_V1_CancelCallRequest, Locker_V1_CancelCallResponse>(
        service, "CancelCall", isPassing: true)
    /// Who the caller is, what answers, and what the account holds.
    public static let status = Method<Locker_V1_StatusRequest, Locker_V1_StatusResponse>(
        service, "Status", isRepeatable: true)
    /// What the account uses, library by library.
    public static let usage = Method<Locker_V1_UsageRequest, Locker_V1_UsageResponse>(
        service, "Usage", isRepeatable: true)
    /// One page of the entries of one revision, in the byte order of their paths.
    public static let list = Method<Locker_V1_ListRequest, Locker_V1_ListResponse>(service, "List", isRepeatable: true)
    /// One page of what differs between two revisions, in the byte order of the paths.
    public static let changes = Method<Locker_V1_ChangesRequest, Locker_V1_ChangesResponse>(
        service, "Changes", isRepeatable: true)
    /// One page of a library's revisions, newest first.
    public static let log = Method<Locker_V1_LogRequest, Locker_V1_LogResponse>(service, "Log", isRepeatable: true)

    /// Starts a session on a library: what is ingested and staged in it becomes one revision at its commit.
    public static let openSession = Method<Locker_V1_OpenSessionRequest, Locker_V1_OpenSessionResponse>(
        service, "OpenSession")
    /// Reads the regular file whose descriptor came with the request, stores it, and stages its entry.
    public static let ingest = Method<Locker_V1_IngestRequest, Locker_V1_IngestResponse>(
        service, "Ingest", .ingest, descriptors: 1)
    /// Stores files whose bytes come in the message, and stages their entries.
    public static let ingestFiles = Method<Locker_V1_IngestFilesRequest, Locker_V1_IngestFilesResponse>(
        service, "IngestFiles", .ingest)
    /// Starts the upload of a file that is sent in pieces.
    public static let beginUpload = Method<Locker_V1_BeginUploadRequest, Locker_V1_BeginUploadResponse>(
        service, "BeginUpload")
    /// Sends the next piece of an upload, at most 1 MiB; the pieces of one upload go one after the other.
    public static let writeUpload = Method<Locker_V1_WriteUploadRequest, Locker_V1_WriteUploadResponse>(
        service, "WriteUpload", .ingest)
    /// Ends an upload and stages its entry.
    public static let finishUpload = Method<Locker_V1_FinishUploadRequest, Locker_V1_IngestResponse>(
        service, "FinishUpload", .ingest)
    /// Gives an upload up. One that is not under way is none to give up: that is no error.
    public static let cancelUpload = Method<Locker_V1_CancelUploadRequest, Locker_V1_CancelUploadResponse>(
        service, "CancelUpload")
    /// Stages entries without content of their own (folders, links, content the account already owns) and removals.
    public static let stage = Method<Locker_V1_StageRequest, Locker_V1_StageResponse>(service, "Stage", .commit)
    /// Which tracks are the account's already, and which the catalog has; and challenges to prove possession of the
    /// latter.
    public static let match = Method<Locker_V1_MatchRequest, Locker_V1_MatchResponse>(service, "Match")
    /// Answers challenges. What is proved may be assembled for 24 hours.
    public static let prove = Method<Locker_V1_ProveRequest, Locker_V1_ProveResponse>(service, "Prove", .ingest)
    /// What the catalog calls tracks that the account holds.
    public static let describeTracks = Method<Locker_V1_DescribeTracksRequest, Locker_V1_DescribeTracksResponse>(
        service, "DescribeTracks", isRepeatable: true)
    /// Stages files by their recipes, as far as the account may refer to their chunks, and says which chunks are to be
    /// sent.
    public static let assemble = Method<Locker_V1_AssembleRequest, Locker_V1_AssembleResponse>(
        service, "Assemble", .ingest)
    /// Sends chunks of files that are to be assembled.
    public static let putChunks = Method<Locker_V1_PutChunksRequest, Locker_V1_PutChunksResponse>(
        service, "PutChunks", .ingest)
    /// Makes what is staged the next revision. When the answer comes, it is durable.
    public static let commit = Method<Locker_V1_CommitRequest, Locker_V1_CommitResponse>(service, "Commit", .commit)
    /// Forgets a session and what is staged in it.
    public static let closeSession = Method<Locker_V1_CloseSessionRequest, Locker_V1_CloseSessionResponse>(
        service, "CloseSession")

    /// Writes the content of an entry to the descriptor that came with the request, from its start.
    public static let restore = Method<Locker_V1_RestoreRequest, Locker_V1_RestoreResponse>(
        service, "Restore", .restore, descriptors: 1)
    /// Answers a range of an entry's content, at most 1 MiB.
    public static let read = Method<Locker_V1_ReadRequest, Locker_V1_ReadResponse>(
        service, "Read", .restore, isRepeatable: true)
    /// Answers the whole content of small files, at most 1 MiB of it at once.
    public static let restoreFiles = Method<Locker_V1_RestoreFilesRequest, Locker_V1_RestoreFilesResponse>(
        service, "RestoreFiles", .restore, isRepeatable: true)
    /// Opens the content of an entry: until it is closed it stays what it is, whatever becomes of the entry.
    public static let openBlob = Method<Locker_V1_OpenBlobRequest, Locker_V1_OpenBlobResponse>(
        service, "OpenBlob", isRepeatable: true)
    /// Answers a range, at most 1 MiB, of content that is open, or that the account holds.
    public static let readBlob = Method<Locker_V1_ReadBlobRequest, Locker_V1_ReadBlobResponse>(
        service, "ReadBlob", .restore)
    /// Lets go of content. One that is not open is none to close: that is no error.
    public static let closeBlob = Method<Locker_V1_CloseBlobRequest, Locker_V1_CloseBlobResponse>(
        service, "CloseBlob")
    /// Counts what is in a folder of a library, at any depth.
    public static let countFolder = Method<Locker_V1_CountFolderRequest, Locker_V1_CountFolderResponse>(
        service, "CountFolder", isRepeatable: true)

    /// Which files of a library cannot be read back. Whoever ingests the same content again mends them, in any session,
    /// committed or not.
    public static let damaged = Method<Locker_V1_DamagedRequest, Locker_V1_DamagedResponse>(
        service, "Damaged", .restore, isRepeatable: true)

    /// Removes entries, or with `recursive` folders with all below them, in one revision.
    public static let remove = Method<Locker_V1_RemoveRequest, Locker_V1_CommitResponse>(service, "Remove", .commit)
    /// Renames an entry or a folder, in one revision.
    public static let move = Method<Locker_V1_MoveRequest, Locker_V1_CommitResponse>(service, "Move", .commit)
    /// Waits until something of what is named is other than the caller knows it, and tells that; at once where it is
    /// already. Meanwhile it takes no place among the calls of its connection.
    public static let watch = Method<Locker_V1_WatchRequest, Locker_V1_WatchResponse>(service, "Watch")

    /// Removes a library with all of its revisions.
    public static let deleteLibrary = Method<Locker_V1_DeleteLibraryRequest, Locker_V1_DeleteLibraryResponse>(
        service, "DeleteLibrary", .commit)
    /// Gives a library another name; its revisions and its number stay.
    public static let renameLibrary = Method<Locker_V1_RenameLibraryRequest, Locker_V1_RenameLibraryResponse>(
        service, "RenameLibrary", .commit)

    /// Says that a device is there: it is known from then on. One that was removed is refused.
    public static let registerDevice = Method<Locker_V1_RegisterDeviceRequest, Locker_V1_Device>(
        service, "RegisterDevice", .commit, isRepeatable: true)
    /// The account's devices, those that were heard of last first.
    public static let listDevices = Method<Locker_V1_ListDevicesRequest, Locker_V1_ListDevicesResponse>(
        service, "ListDevices", isRepeatable: true)
    /// Gives a device another name.
    public static let renameDevice = Method<Locker_V1_RenameDeviceRequest, Locker_V1_Device>(
        service, "RenameDevice", .commit)
    /// Refuses what a device brings from then on. What it brought stays.
    public static let removeDevice = Method<Locker_V1_RemoveDeviceRequest, Locker_V1_Device>(
        service, "RemoveDevice", .commit)
    /// Lets a device that was removed bring more again.
    public static let restoreDevice = Method<Locker_V1_RestoreDeviceRequest, Locker_V1_Device>(
        service, "RestoreDevice", .commit)
    /// Writes another note of a revision, or takes it away.
    public static let setNote = Method<Locker_V1_SetNoteRequest, Locker_V1_SetNoteResponse>(
        service, "SetNote", .commit)
    /// Takes what lies at some paths out of all revisions of a library.
    public static let purge = Method<Locker_V1_PurgeRequest, Locker_V1_PurgeResponse>(service, "Purge", .commit)
    /// What the account asks to keep of a library, whatever the operator's rules keep of it.
    public static let getRetention = Method<Locker_V1_GetRetentionRequest, Locker_V1_RetentionResponse>(
        service, "GetRetention", isRepeatable: true)
    /// Asks for something else to be kept, in its place.
    public static let setRetention = Method<Locker_V1_SetRetentionRequest, Locker_V1_RetentionResponse>(
        service, "SetRetention", .commit)
}
