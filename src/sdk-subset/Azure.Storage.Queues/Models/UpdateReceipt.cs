namespace Azure.Storage.Queues.Models;

public class UpdateReceipt
{
    internal UpdateReceipt(string popReceipt, DateTimeOffset nextVisibleOn)
    {
        PopReceipt = popReceipt;
        NextVisibleOn = nextVisibleOn;
    }

    /// <summary>The message's pop receipt from now on.</summary>
    public string PopReceipt { get; }

    public DateTimeOffset NextVisibleOn { get; }
}
