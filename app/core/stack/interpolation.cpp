// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stack/interpolation.h"

#include "core/stack/stack_text.h"

namespace signalbox {
namespace {

constexpr int maxNesting = 20;

bool isNameStart(QChar c)
{
    return c == QLatin1Char('_') || (c.unicode() < 128 && c.isLetter());
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || (c.unicode() < 128 && c.isDigit());
}

// compose-spec, "Interpolation":
//   $NAME ${NAME}        value, empty when unset      $$                   a dollar sign
//   ${NAME:-d} ${NAME-d} d when unset (":": or empty) ${NAME:+r} ${NAME+r} r when set (":": and not empty), else empty
//   ${NAME:?e} ${NAME?e} error e when unset (":": or empty); d, r and e may hold variables themselves
class Interpolator
{
public:
    Interpolator(const Variables& variables, Unset unset)
        : m_variables(variables)
        , m_unset(unset)
    {
    }

    Result<QString> expand(QStringView text, int depth = 0) const
    {
        if (depth > maxNesting)
            return invalid(text);
        QString out;
        for (qsizetype at = 0; at < text.size();) {
            if (text[at] != QLatin1Char('$')) {
                out += text[at++];
                continue;
            }
            const QStringView rest = text.mid(at);
            if (rest.startsWith(QLatin1String("$$"))) {
                out += QLatin1Char('$');
                at += 2;
                continue;
            }
            qsizetype length = 0;
            Result<QString> value = substitute(rest, length, depth);
            if (!value)
                return value;
            out += *value;
            at += length;
        }
        return out;
    }

private:
    static qsizetype nameLength(QStringView text)
    {
        if (text.isEmpty() || !isNameStart(text.front()))
            return 0;
        qsizetype length = 1;
        while (length < text.size() && isNamePart(text[length]))
            ++length;
        return length;
    }

    // The index of the brace that closes the one at 1, with inner ${…} skipped; -1 when there is none.
    static qsizetype closingBrace(QStringView text)
    {
        int open = 0;
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (text.mid(at).startsWith(QLatin1String("$$"))) {
                ++at;
            } else if (text.mid(at).startsWith(QLatin1String("${"))) {
                ++open;
                ++at;
            } else if (text[at] == QLatin1Char('}') && --open == 0) {
                return at;
            }
        }
        return -1;
    }

    // `text` starts with a dollar sign; `length` becomes what was used of it.
    Result<QString> substitute(QStringView text, qsizetype& length, int depth) const
    {
        if (!text.startsWith(QLatin1String("${"))) {
            const qsizetype name = nameLength(text.mid(1));
            length = name + 1;
            return name == 0 ? invalid(text) : Result<QString>(m_variables.value(text.mid(1, name).toString()));
        }
        const qsizetype close = closingBrace(text);
        if (close < 0)
            return invalid(text);
        length = close + 1;
        const QStringView inside = text.mid(2, close - 2);
        const qsizetype name = nameLength(inside);
        if (name == 0)
            return invalid(text.left(length));
        return braced(inside.left(name).toString(), inside.mid(name), depth);
    }

    Result<QString> braced(const QString& name, QStringView modifier, int depth) const
    {
        const QString value = m_variables.value(name);
        if (modifier.isEmpty())
            return value;
        const bool emptyCounts = modifier.startsWith(QLatin1Char(':')); // as unset
        const QStringView operation = emptyCounts ? modifier.mid(1) : modifier;
        const bool isSet = m_variables.contains(name) && !(emptyCounts && value.isEmpty());
        const QStringView operand = operation.mid(1);
        if (operation.startsWith(QLatin1Char('-')))
            return isSet ? Result<QString>(value) : expand(operand, depth + 1);
        if (operation.startsWith(QLatin1Char('+')))
            return isSet ? expand(operand, depth + 1) : Result<QString>(QString());
        if (operation.startsWith(QLatin1Char('?')))
            return isSet || m_unset == Unset::IsEmpty ? Result<QString>(value) : missing(name, operand, depth);
        return invalid(QStringLiteral("${%1%2}").arg(name, modifier));
    }

    Result<QString> missing(const QString& name, QStringView why, int depth) const
    {
        Result<QString> reason = expand(why, depth + 1);
        if (!reason)
            return reason;
        return fail(Error::Code::InvalidData,
                    reason->isEmpty() ? StackText::tr("The variable %1 is required but not set.").arg(name)
                                      : StackText::tr("The variable %1 is required: %2.").arg(name, *reason));
    }

    static Result<QString> invalid(QStringView text)
    {
        return fail(Error::Code::InvalidData,
                    StackText::tr("“%1” is no variable; expected ${NAME}, ${NAME:-default}, or $$ for a dollar sign.")
                        .arg(text.left(60)));
    }

    const Variables& m_variables;
    Unset m_unset;
};

} // namespace

Result<QString> interpolate(const QString& text, const Variables& variables, Unset unset)
{
    return Interpolator(variables, unset).expand(text);
}

void interpolateValues(
    YamlNode& node, const Variables& variables, Unset unset, const QString& file, QList<StackFileProblem>& problems)
{
    if (node.kind == YamlNode::Kind::Scalar) {
        Result<QString> value = interpolate(node.text, variables, unset);
        if (value)
            node.text = std::move(*value);
        else
            problems.append(StackFileProblem{file, node.line, node.column, value.error().message});
    }
    for (YamlNode& item : node.items)
        interpolateValues(item, variables, unset, file, problems);
    for (YamlEntry& entry : node.entries)
        interpolateValues(entry.value, variables, unset, file, problems);
}

} // namespace signalbox
