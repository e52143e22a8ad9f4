namespace BlueSky.EndToEndTests.Forms;

/// <summary>
/// Without a key, equal posts within a window are one submission. Windows are whole minutes long, so a test that
/// posts twice first steps over a minute's end that is near.
/// </summary>
internal static class RepeatWindow
{
    public static async Task IsNotAboutToEndAsync()
    {
        var second = TimeProvider.System.GetUtcNow().Second;
        if (second > 55)
        {
            await Task.Delay(TimeSpan.FromSeconds(60.5 - second));
        }
    }
}
