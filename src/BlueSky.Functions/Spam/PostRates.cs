using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Counts recent posts by network and by text: in this instance's memory, as keyed hashes, without storage calls.
/// </summary>
internal sealed class PostRates(SpamSettings settings, TimeProvider clock)
{
    /// <summary>Shorter texts may be equal by chance ("Please call me").</summary>
    private const int MinLetters = 40;
    private const int Capacity = 10_000;

    private readonly ExpiringCache<Counter> perTenMinutes = new(TimeSpan.FromMinutes(10), Capacity, clock);
    private readonly ExpiringCache<Counter> perMinute = new(TimeSpan.FromMinutes(1), Capacity, clock);
    private readonly ExpiringCache<Counter> texts = new(TimeSpan.FromHours(1), Capacity, clock);

    /// <summary>Counts a post and returns its signals. Do not call it for repeats of a post.</summary>
    public IReadOnlyList<Signal> Count(Form form, FormEntry entry, PostSource source)
    {
        var signals = new List<Signal>();
        var network = ProcessKey.HashOf(source.Network);
        var posts = perTenMinutes.GetOrAdd(network, () => new Counter()).CountPost();
        var recent = perMinute.GetOrAdd(network, () => new Counter()).CountPost();
        if (settings.BurstAt > 0 && (posts > settings.BurstAt || recent > (settings.BurstAt + 1) / 2))
        {
            signals.Add(new Signal("many posts from one network", 5));
        }

        var letters = string.Concat(TextSignals.FreeText(form, entry)).Where(char.IsLetter).ToArray();
        if (letters.Length < MinLetters)
        {
            return signals;
        }

        var senders = texts.GetOrAdd(ProcessKey.HashOf(new string(letters).ToUpperInvariant()), () => new Counter())
            .CountSender(network);
        if (senders > 1)
        {
            // A person who changes from Wi-Fi to the mobile network and tries again counts as two senders.
            signals.Add(new Signal("the same text from elsewhere", senders == 2 ? 2 : 5));
        }

        return signals;
    }

    private sealed class Counter
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
