using System.Globalization;
using System.Security.Cryptography;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Staff;

/// <summary>Result of a try with a code.</summary>
/// <param name="Person">Whose code was asked for; null when the request has expired or there was none.</param>
/// <param name="To">The page to show after the sign-in.</param>
internal sealed record CodeResult(bool IsRight, string? Person, int TriesLeft, string To)
{
    public static readonly CodeResult TooOld = new(IsRight: false, Person: null, TriesLeft: 0, StaffPath.Home);
}

/// <summary>A new code, as digits.</summary>
internal sealed record SignInCode(string Digits, DateTimeOffset ExpiresAt)
{
    /// <summary>As people read it: <c>4821 0937</c>.</summary>
    public string InGroups => $"{Digits[..4]} {Digits[4..]}";
}

/// <summary>
/// Codes that are sent by email. Stored is only a keyed hash of each, bound to the browser that asked. A try is counted
/// in the row before the code is compared, so that parallel tries on several instances are all counted.
/// </summary>
internal sealed class SignInCodes(ISessionStore store, StaffHashes hashes, TimeProvider clock)
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);

    private const int MaxTries = 5;

    /// <summary>The operator's code works in every browser that asked for one: all their tries count together.</summary>
    private const int MaxTriesOfOperatorsCode = 10;

    /// <summary>Of one request: two workers may render an email at once, and only one of them sends it.</summary>
    private const int MaxCodes = 3;

    /// <summary>Each failed round means that another instance changed the row.</summary>
    private const int MaxRounds = 20;

    /// <summary>
    /// Stores that a browser asks for a code, with the same steps for every address. A repeated request keeps its codes
    /// and its tries, so that a second click does not make the first code invalid, and gains no tries.
    /// </summary>
    /// <param name="to">The page to show after the sign-in.</param>
    public async Task<CodeRequest> AskAsync(
        string browserToken, string person, string to, CancellationToken cancellationToken)
    {
        var key = hashes.RequestOf(browserToken);
        for (var round = 0; round < MaxRounds; round++)
        {
            var now = clock.GetUtcNow();
            var found = await store.FindRequestAsync(key, cancellationToken);
            var current = found is { Tries: < MaxTries } && found.Person == person && found.ExpiresAt > now
                ? found
                : new CodeRequest(key, person, NewId(), now) { Version = found?.Version };
            if (await store.TrySaveRequestAsync(
                current with { ExpiresAt = now + ValidFor, To = to }, cancellationToken) is { } saved)
            {
                return saved;
            }
        }

        throw new StorageUnavailableException("a request for a code kept changing");
    }

    /// <returns>The browser's request that has not expired; null for none.</returns>
    public async Task<CodeRequest?> FindAsync(string browserToken, CancellationToken cancellationToken) =>
        await FindAsync(hashes.RequestOf(browserToken), clock.GetUtcNow(), cancellationToken);

    /// <summary>Makes one more code for a request.</summary>
    /// <param name="key">The request's key.</param>
    /// <param name="id">The request's id: a later request of the same browser may be another person's.</param>
    /// <returns>Null when the request ended.</returns>
    public async Task<SignInCode?> MakeAsync(string key, string id, CancellationToken cancellationToken)
    {
        var digits = NewDigits();
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await FindAsync(key, clock.GetUtcNow(), cancellationToken) is not { } request || request.Id != id)
            {
                return null;
            }

            var codes = request.Codes.Append(hashes.CodeOf(key, digits)).TakeLast(MaxCodes).ToList();
            if (await store.TrySaveRequestAsync(request with { Codes = codes }, cancellationToken) is { } saved)
            {
                return new SignInCode(digits, saved.ExpiresAt);
            }
        }

        throw new StorageUnavailableException("a request for a code kept changing");
    }

    /// <summary>
    /// Makes the operator's code for a person, for when email is down. It replaces an earlier one, and works in every
    /// browser that asked for a code for the person's address.
    /// </summary>
    public async Task<SignInCode> MakeForOperatorAsync(string person, CancellationToken cancellationToken)
    {
        var key = hashes.OperatorsRequestFor(person);
        var code = new SignInCode(NewDigits(), clock.GetUtcNow() + ValidFor);
        for (var round = 0; round < MaxRounds; round++)
        {
            var found = await store.FindRequestAsync(key, cancellationToken);
            var request = new CodeRequest(key, person, NewId(), code.ExpiresAt)
            {
                Codes = [hashes.CodeOf(key, code.Digits)], Version = found?.Version,
            };
            if (await store.TrySaveRequestAsync(request, cancellationToken) is not null)
            {
                return code;
            }
        }

        throw new StorageUnavailableException("a request for a code kept changing");
    }

    /// <summary>Counts a try, then compares. A right code works once.</summary>
    public async Task<CodeResult> TryAsync(string browserToken, string digits, CancellationToken cancellationToken)
    {
        if (await CountAsync(hashes.RequestOf(browserToken), MaxTries, cancellationToken) is not { } request)
        {
            return CodeResult.TooOld;
        }

        var (counted, isCounted) = request;
        var used = !isCounted ? null
            : await IsRightAsync(counted, digits, cancellationToken)
                ?? await IsOperatorsAsync(counted, digits, cancellationToken);
        return used == false
            ? CodeResult.TooOld
            : new CodeResult(used == true, counted.Person, MaxTries - counted.Tries, counted.To);
    }

    /// <returns>Null when the code does not match; false when it was used meanwhile.</returns>
    private async Task<bool?> IsRightAsync(CodeRequest request, string digits, CancellationToken cancellationToken)
    {
        var typed = hashes.CodeOf(request.Key, digits);
        var matches = request.Codes.Count(code => StaffHashes.AreEqual(code, typed));
        return matches == 0 ? null : await TryUseAsync(request, typed, cancellationToken);
    }

    private async Task<bool?> IsOperatorsAsync(
        CodeRequest request, string digits, CancellationToken cancellationToken)
    {
        if (await CountAsync(
            hashes.OperatorsRequestFor(request.Person), MaxTriesOfOperatorsCode, cancellationToken)
            is not (var operators, true)
            || await IsRightAsync(operators, digits, cancellationToken) is not { } isUsed)
        {
            return null;
        }

        // The browser's own request ends with it, if it is still as it was read.
        await store.TryRemoveRequestAsync(request, cancellationToken);
        return isUsed;
    }

    /// <summary>Deletes the request, so that its codes work no more.</summary>
    /// <returns>False when another request did so first.</returns>
    private async Task<bool> TryUseAsync(CodeRequest request, string code, CancellationToken cancellationToken)
    {
        for (var current = request; current?.Codes.Contains(code) == true;
            current = await store.FindRequestAsync(request.Key, cancellationToken))
        {
            if (await store.TryRemoveRequestAsync(current, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>
    /// The request, and whether the try was counted: false when there were too many. Null for no request.
    /// </returns>
    private async Task<(CodeRequest Request, bool IsCounted)?> CountAsync(
        string key, int max, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await FindAsync(key, clock.GetUtcNow(), cancellationToken) is not { } request)
            {
                return null;
            }

            if (request.Tries >= max)
            {
                return (request, false);
            }

            if (await store.TrySaveRequestAsync(request with { Tries = request.Tries + 1 }, cancellationToken)
                is { } counted)
            {
                return (counted, true);
            }
        }

        throw new StorageUnavailableException("a request for a code kept changing");
    }

    private async Task<CodeRequest?> FindAsync(string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        await store.FindRequestAsync(key, cancellationToken) is { } found && found.ExpiresAt > now ? found : null;

    private static string NewDigits() =>
        RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);

    private static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
