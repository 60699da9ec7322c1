// SPDX-FileCopyrightText: The Signalbox authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/inspector_section.h"

#include "ui/theme/theme.h"
#include "ui/widgets/block_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/status_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace signalbox {
namespace {

// Icon and word; a link instead of the coloured word where there is somewhere to go; a note below.
QWidget* bulletWidget(const Inspection::Bullet& bullet, InspectorSection* section)
{
    auto* widget = new QWidget(section);
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(0);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    auto* status = new StatusLabel(widget);
    status->setPixelSize(12);
    if (bullet.link.kind == Link::Kind::None) {
        status->setStatus(bullet.tone, bullet.text);
        grid->addWidget(status, 0, 0, 1, 2);
    } else {
        status->setStatus(bullet.tone, {});
        status->setFixedWidth(20);
        auto* link = new LinkLabel(bullet.text, bullet.link, widget);
        link->setProperty("role", QString()); // words, not data
        link->setTone(bullet.tone);
        QObject::connect(link, &LinkLabel::activated, section, &InspectorSection::linkActivated);
        grid->addWidget(status, 0, 0);
        grid->addWidget(link, 0, 1, Qt::AlignLeft);
    }
    if (!bullet.note.isEmpty()) {
        auto* note = dimLabel(bullet.note, widget);
        note->setProperty("role", QStringLiteral("small"));
        note->setWordWrap(true);
        note->setContentsMargins(20, 0, 0, 2);
        grid->addWidget(note, 1, 0, 1, 2);
    }
    return widget;
}

} // namespace

InspectorSection::InspectorSection(QWidget* parent)
    : QWidget(parent)
    , m_title(sectionLabel({}, this))
    , m_paragraph(new QLabel(this))
    , m_block(new BlockText(this))
    , m_rows(new KeyValueList(this))
    , m_bullets(new QVBoxLayout)
{
    m_paragraph->setTextFormat(Qt::PlainText);
    m_paragraph->setWordWrap(true);
    m_paragraph->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bullets->setSpacing(4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_paragraph);
    layout->addWidget(m_block);
    layout->addWidget(m_rows);
    layout->addLayout(m_bullets);
    connect(m_rows, &KeyValueList::linkActivated, this, &InspectorSection::linkActivated);
}

void InspectorSection::setSection(const Inspection::Section& section)
{
    m_title->setText(section.title);
    m_title->setVisible(!section.title.isEmpty());
    m_paragraph->setText(section.paragraph);
    m_paragraph->setVisible(!section.paragraph.isEmpty());
    m_block->setBlock(section.block);
    m_block->setVisible(!section.block.isEmpty());
    m_block->setAccessibleName(section.title);
    m_rows->setRows(section.rows);
    m_rows->setVisible(!section.rows.isEmpty());
    if (section.bullets != m_section.bullets)
        setBullets(section.bullets);
    m_section = section;
}

void InspectorSection::setBullets(const QList<Inspection::Bullet>& bullets)
{
    while (QLayoutItem* item = m_bullets->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const Inspection::Bullet& bullet : bullets)
        m_bullets->addWidget(bulletWidget(bullet, this));
}

} // namespace signalbox
