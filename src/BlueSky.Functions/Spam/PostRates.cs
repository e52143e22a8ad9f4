using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Who else posted perTenMinutes, and what: counted by this instance in memory, under keyed hashes, without a storage call.
/// </summary>
internal sealed class PostRates(SpamSettings settings, TimeProvider clock)
{
    /// <summary>Shorter texts are alike by chance ("Please call me").</summary>
    private const int MinLetters = 40;
    private const int Capacity = 10_000;

    private readonly ExpiringCache<Seen> perTenMinutes = new(TimeSpan.FromMinutes(10), Capacity, clock);
    private readonly ExpiringCache<Seen> perMinute = new(TimeSpan.FromMinutes(1), Capacity, clock);
    private readonly ExpiringCache<Seen> texts = new(TimeSpan.FromHours(1), Capacity, clock);

    /// <summary>Counts a post, and says what is striking about it. Repeats of one post are not to be counted.</summary>
    public IEnumerable<Signal> Count(Form form, FormEntry entry, PostSource source)
    {
        var network = ProcessKey.HashOf(source.Network);
        var posts = perTenMinutes.GetOrAdd(network, () => new Seen()).CountPost();
        var recent = perMinute.GetOrAdd(network, () => new Seen()).CountPost();
        if (settings.BurstAt > 0 && (posts > settings.BurstAt || recent > (settings.BurstAt + 1) / 2))
        {
            yield return new Signal("many posts from one network", 5);
        }

        var letters = string.Concat(TextSignals.FreeText(form, entry)).Where(char.IsLetter).ToArray();
        if (letters.Length < MinLetters)
        {
            yield break;
        }

        var senders = texts.GetOrAdd(ProcessKey.HashOf(new string(letters).ToUpperInvariant()), () => new Seen())
            .CountSender(network);
        if (senders > 1)
        {
            // Who changes from Wi-Fi to the mobile network and tries again is two.
            yield return new Signal("the same text from elsewhere", senders == 2 ? 2 : 5);
        }
    }

    private sealed class Seen
    {
        private const int MaxSenders = 3;

        private readonly HashSet<string> senders = new(StringComparer.Ordinal);
        private int posts;

        public int CountPost() => Interlocked.Increment(ref posts);

        public int CountSender(string network)
        {
            lock (senders)
            {
                if (senders.Count < MaxSenders)
                {
                    senders.Add(network);
                }

                return senders.Count;
            }
        }
    }
}
