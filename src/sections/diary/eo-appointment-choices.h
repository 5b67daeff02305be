/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* DOMAIN of the private office: what an appointment is about. The nicks are stored, and go out as CATEGORIES. */
typedef enum
{
  EO_CATEGORY_MEETING,
  EO_CATEGORY_CABINET,
  EO_CATEGORY_PARLIAMENT,
  EO_CATEGORY_COUNCIL,
  EO_CATEGORY_EVENT,
  EO_CATEGORY_VISIT,
  EO_CATEGORY_MEDIA,
  EO_CATEGORY_CALL,
  EO_CATEGORY_PREPARATION,
  EO_CATEGORY_TRAVEL,
  EO_CATEGORY_LEAVE,
  EO_CATEGORY_PERSONAL,
  EO_CATEGORY_OTHER,
} EoAppointmentCategory;
GType eo_appointment_category_get_type (void);

typedef enum
{
  EO_APPOINTMENT_CONFIRMED,
  EO_APPOINTMENT_HOLD,      /* a time kept free until somebody decides */
  EO_APPOINTMENT_BRIEFED,
  EO_APPOINTMENT_HELD,      /* it took place */
  EO_APPOINTMENT_POSTPONED,
  EO_APPOINTMENT_CANCELLED,
  EO_APPOINTMENT_RELEASED,  /* a hold that was given up */
} EoAppointmentStatus;
GType eo_appointment_status_get_type (void);

typedef enum
{
  EO_SHOWS_BUSY,
  EO_SHOWS_FREE,
  EO_SHOWS_TENTATIVE,
  EO_SHOWS_AWAY,
} EoShowsAs;
GType eo_shows_as_get_type (void);

/* Will the principal be there? */
typedef enum
{
  EO_ATTENDANCE_TO_CONFIRM,
  EO_ATTENDANCE_YES,
  EO_ATTENDANCE_NO,
  EO_ATTENDANCE_DELEGATED,
} EoAttendance;
GType eo_attendance_get_type (void);

typedef enum
{
  EO_COLOUR_BLUE,
  EO_COLOUR_GREEN,
  EO_COLOUR_PURPLE,
  EO_COLOUR_AMBER,
  EO_COLOUR_TEAL,
  EO_COLOUR_BROWN,
} EoDiaryColour;
GType eo_diary_colour_get_type (void);

G_END_DECLS
