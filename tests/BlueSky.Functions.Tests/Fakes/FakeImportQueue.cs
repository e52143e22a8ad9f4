using BlueSky.Functions.Imports;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>Keeps messages until they are taken.</summary>
internal sealed class FakeImportQueue : IImportQueue
{
    private readonly Lock gate = new();
    private List<ImportMessage> messages = [];

    public bool IsDown { get; set; }

    public Task<bool> TrySendAsync(ImportMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            messages.AddRange(IsDown ? [] : [message]);
        }

        return Task.FromResult(!IsDown);
    }

    public IReadOnlyList<ImportMessage> Take()
    {
        lock (gate)
        {
            var taken = messages;
            messages = [];
            return taken;
        }
    }
}
