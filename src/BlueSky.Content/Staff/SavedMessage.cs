namespace BlueSky.Content.Staff;

/// <summary>What was just saved, with a button that undoes it.</summary>
/// <param name="Undo">The page of the request whose last change can be undone; null without that button.</param>
public sealed record SavedMessage(string Heading, string? Detail = null, UndoButton? Undo = null);

/// <summary>Posts <c>do=undo</c> to the request's page.</summary>
public sealed record UndoButton(Uri Request, int Version);
