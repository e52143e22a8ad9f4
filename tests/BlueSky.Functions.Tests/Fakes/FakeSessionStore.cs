using BlueSky.Functions.Staff;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Requests for codes and sessions in memory, with versions as the table has them.</summary>
internal sealed class FakeSessionStore : FakeStorage, ISessionStore
{
    private readonly Dictionary<string, CodeRequest> requests = [];
    private readonly Dictionary<string, StaffSession> sessions = [];
    private readonly Dictionary<string, string> accounts = [];
    private int calls;

    /// <summary>How often the store was called.</summary>
    public int Calls => calls;

    public IReadOnlyList<CodeRequest> Requests => Locked(() => requests.Values.ToList());

    public IReadOnlyList<StaffSession> Sessions => Locked(() => sessions.Values.ToList());

    public async Task<CodeRequest?> FindRequestAsync(string key, CancellationToken cancellationToken)
    {
        // Lets concurrent tries read the same version.
        await Task.Yield();
        return await CountAsync(() => requests.GetValueOrDefault(key), cancellationToken);
    }

    public Task<CodeRequest?> TrySaveRequestAsync(CodeRequest request, CancellationToken cancellationToken) =>
        CountAsync(
            () =>
            {
                if (requests.GetValueOrDefault(request.Key)?.Version != request.Version)
                {
                    return null;
                }

                return requests[request.Key] = request with { Version = NextVersion() };
            },
            cancellationToken);

    public Task<bool> TryRemoveRequestAsync(CodeRequest request, CancellationToken cancellationToken) =>
        CountAsync(
            () => requests.GetValueOrDefault(request.Key)?.Version == request.Version && requests.Remove(request.Key),
            cancellationToken);

    public Task AddSessionAsync(StaffSession session, CancellationToken cancellationToken) =>
        CountAsync(() => sessions.TryAdd(session.Key, session), cancellationToken);

    public Task<StaffSession?> FindSessionAsync(string key, CancellationToken cancellationToken) =>
        CountAsync(() => sessions.GetValueOrDefault(key), cancellationToken);

    public Task RemoveSessionAsync(string key, CancellationToken cancellationToken) =>
        CountAsync(() => sessions.Remove(key), cancellationToken);

    public Task RemoveSessionsOfAsync(string person, CancellationToken cancellationToken) =>
        CountAsync(
            () => sessions.Values.Where(session => session.Person == person).ToList()
                .Count(session => sessions.Remove(session.Key)),
            cancellationToken);

    public Task<string?> FindAccountAsync(string account, CancellationToken cancellationToken) =>
        CountAsync(() => accounts.GetValueOrDefault(account), cancellationToken);

    public Task<bool> TryAddAccountAsync(string account, string person, CancellationToken cancellationToken) =>
        CountAsync(() => !accounts.ContainsValue(person) && accounts.TryAdd(account, person), cancellationToken);

    public Task<int> RemoveExpiredAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        CountAsync(
            () => requests.Values.Where(request => request.ExpiresAt < before).ToList()
                    .Count(request => requests.Remove(request.Key))
                + sessions.Values.Where(session => session.ExpiresAt < before).ToList()
                    .Count(session => sessions.Remove(session.Key)),
            cancellationToken);

    private Task<T> CountAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        return CallAsync(call, cancellationToken);
    }
}
