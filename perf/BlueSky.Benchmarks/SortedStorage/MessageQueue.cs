namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>A message as it is seen by a client that gets it.</summary>
internal sealed record Message(
    string Id, string Text, DateTimeOffset InsertedAt, DateTimeOffset ExpiresAt, DateTimeOffset VisibleAt,
    string Receipt, int Dequeued);

/// <summary>One queue: messages by the time from which they can be seen.</summary>
internal sealed class MessageQueue(TimeProvider clock)
{
    private readonly Dictionary<string, Message> messages = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(string Id, string Receipt), (DateTimeOffset, long)> waiting = new();
    private readonly Lock gate = new();
    private long numbers;

    public int Count
    {
        get
        {
            lock (gate)
                return messages.Count;
        }
    }

    public Message Put(string text, TimeSpan delay, TimeSpan? expiresAfter)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var expiresAt = expiresAfter is { } time ? now + time : DateTimeOffset.MaxValue;
            return Hide(new Message(IdOf(++numbers), text, now, expiresAt, now, Receipt: "", Dequeued: 0), delay);
        }
    }

    public IReadOnlyList<Message> Get(int count, TimeSpan visibility)
    {
        lock (gate)
        {
            var (now, found) = (clock.GetUtcNow(), new List<Message>());
            while (found.Count < count && waiting.TryPeek(out var first, out var at) && at.Item1 <= now)
            {
                waiting.Dequeue();
                // It may have been deleted or hidden again meanwhile.
                if (!messages.TryGetValue(first.Id, out var message) || message.Receipt != first.Receipt)
                    continue;
                if (message.ExpiresAt <= now)
                    messages.Remove(first.Id);
                else
                    found.Add(Hide(message with { Dequeued = message.Dequeued + 1 }, visibility));
            }

            return found;
        }
    }

    public IReadOnlyList<Message> Peek(int count)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            return [.. messages.Values.Where(message => message.VisibleAt <= now && message.ExpiresAt > now)
                .OrderBy(message => message.VisibleAt).Take(count)];
        }
    }

    /// <param name="text">Null to keep it.</param>
    /// <exception cref="StorageError">There is no such message, or another client has it.</exception>
    public Message Update(string id, string receipt, TimeSpan visibility, string? text)
    {
        lock (gate)
        {
            var message = Find(id, receipt);
            return Hide(message with { Text = text ?? message.Text }, visibility);
        }
    }

    /// <inheritdoc cref="Update"/>
    public void Delete(string id, string receipt)
    {
        lock (gate)
            messages.Remove(Find(id, receipt).Id);
    }

    public void Clear()
    {
        lock (gate)
        {
            messages.Clear();
            waiting.Clear();
        }
    }

    private Message Find(string id, string receipt)
    {
        if (!messages.TryGetValue(id, out var message))
            throw StorageError.MessageNotFound;
        return message.Receipt == receipt ? message : throw StorageError.PopReceiptMismatch;
    }

    private Message Hide(Message message, TimeSpan duration)
    {
        var hidden = message with { VisibleAt = clock.GetUtcNow() + duration, Receipt = IdOf(++numbers) };
        messages[hidden.Id] = hidden;
        waiting.Enqueue((hidden.Id, hidden.Receipt), (hidden.VisibleAt, numbers));
        return hidden;
    }

    // The clients expect the form of a GUID, and each queue's numbers are its own.
    private static string IdOf(long number) => $"{number:x8}-0000-4000-8000-000000000000";
}
