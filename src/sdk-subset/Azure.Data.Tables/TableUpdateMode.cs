namespace Azure.Data.Tables;

/// <summary>Whether properties that the entity does not name stay in the row or go.</summary>
public enum TableUpdateMode
{
    Merge = 0,
    Replace = 1,
}
