/// The calls of the service `locker.v1.Admin`, the operator's; locker.proto says what each does.
public enum AdminMethods {
    /// The service's full name.
    public static let service = "locker.v1.Admin"

    /// Makes an account, and binds it to a user of the machine or to none.
    public static let addAccount = Method<Locker_V1_AddAccountRequest, Locker_V1_Account>(service, "AddAccount")
    /// All accounts, with what they use.
    public static let listAccounts = Method<Locker_V1_ListAccountsRequest, Locker_V1_ListAccountsResponse>(
        service, "ListAccounts")
    /// Sets or lifts what an account may hold.
    public static let setQuota = Method<Locker_V1_SetQuotaRequest, Locker_V1_Account>(service, "SetQuota")
    /// Removes an account, and its libraries with all their revisions.
    public static let removeAccount = Method<Locker_V1_RemoveAccountRequest, Locker_V1_RemoveAccountResponse>(
        service, "RemoveAccount")
    /// Answers the account with errors until it is enabled again. What it holds stays.
    public static let disableAccount = Method<Locker_V1_DisableAccountRequest, Locker_V1_Account>(
        service, "DisableAccount")
    /// Answers a disabled account again.
    public static let enableAccount = Method<Locker_V1_EnableAccountRequest, Locker_V1_Account>(
        service, "EnableAccount")
    /// Gives an account another name.
    public static let renameAccount = Method<Locker_V1_RenameAccountRequest, Locker_V1_Account>(
        service, "RenameAccount")
    /// Binds the account to another system user, or to none.
    public static let rebindAccount = Method<Locker_V1_RebindAccountRequest, Locker_V1_Account>(
        service, "RebindAccount")
    /// Registers songs that were ingested in a session on the catalog.
    public static let addTracks = Method<Locker_V1_AddTracksRequest, Locker_V1_AddTracksResponse>(
        service, "AddTracks", .commit)
    /// One page of the catalog, in the order of the track digests.
    public static let listTracks = Method<Locker_V1_ListTracksRequest, Locker_V1_ListTracksResponse>(
        service, "ListTracks")
    /// Takes a track out of the catalog. Libraries that hold it keep it.
    public static let removeTrack = Method<Locker_V1_RemoveTrackRequest, Locker_V1_RemoveTrackResponse>(
        service, "RemoveTrack", .commit)
    /// One page of the tracks of the catalog of which is known what they sound like, in their order.
    public static let listFingerprints = Method<Locker_V1_ListFingerprintsRequest, Locker_V1_ListFingerprintsResponse>(
        service, "ListFingerprints", isRepeatable: true)
    /// What songs of the catalog sound like, and what they are.
    public static let readFingerprints = Method<Locker_V1_ReadFingerprintsRequest, Locker_V1_ReadFingerprintsResponse>(
        service, "ReadFingerprints", isRepeatable: true)
    /// Puts songs of the catalog into a library, in one revision.
    public static let grant = Method<Locker_V1_GrantRequest, Locker_V1_GrantResponse>(service, "Grant", .commit)
    /// Starts a compaction. It goes on when the caller is gone.
    public static let compact = Method<Locker_V1_CompactRequest, Locker_V1_Job>(service, "Compact")
    /// Starts a backup. It goes on when the caller is gone.
    public static let backup = Method<Locker_V1_BackupRequest, Locker_V1_Job>(service, "Backup")
    /// Starts a verification. It goes on when the caller is gone.
    public static let verify = Method<Locker_V1_VerifyRequest, Locker_V1_Job>(service, "Verify")
    /// What is known to be damaged and has not healed.
    public static let findings = Method<Locker_V1_FindingsRequest, Locker_V1_FindingsResponse>(
        service, "Findings", .restore)
    /// Forgets old revisions, of one account's libraries or of all.
    public static let expire = Method<Locker_V1_ExpireRequest, Locker_V1_ExpireResponse>(service, "Expire", .commit)
    /// Starts telling index and metadata again from the packs. It goes on when the caller is gone.
    public static let rebuild = Method<Locker_V1_RebuildRequest, Locker_V1_Job>(service, "Rebuild")
    /// How far a job is.
    public static let watchJob = Method<Locker_V1_WatchJobRequest, Locker_V1_Job>(service, "WatchJob")
    /// Ends a job soon. What it has done stays done.
    public static let cancelJob = Method<Locker_V1_CancelJobRequest, Locker_V1_Job>(service, "CancelJob")
    /// What the store holds, and what of it is needed.
    public static let stats = Method<Locker_V1_StatsRequest, Locker_V1_StatsResponse>(service, "Stats", .restore)
}
