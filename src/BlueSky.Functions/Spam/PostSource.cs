namespace BlueSky.Functions.Spam;

/// <summary>What a request says about who posts, besides what was entered.</summary>
/// <param name="Network">The visitor's; see <c>Http/ClientNetwork</c>.</param>
/// <param name="FillTime">From showing the form to sending it; null when it is not said, or cannot be true.</param>
/// <param name="IsAutomated">The browser says that a program drives it.</param>
/// <param name="IsBrowser">It has the headers that every browser sends.</param>
internal sealed record PostSource(string Network, TimeSpan? FillTime, bool IsAutomated, bool IsBrowser);
