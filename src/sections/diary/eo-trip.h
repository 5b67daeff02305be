/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/eo-kind.h"

G_BEGIN_DECLS

typedef enum
{
  EO_TRIP_PLANNED,
  EO_TRIP_APPROVED,
  EO_TRIP_TRAVELLED,
  EO_TRIP_CANCELLED,
} EoTripStatus;
GType eo_trip_status_get_type (void);

typedef enum
{
  EO_LEG_CAR,
  EO_LEG_FLIGHT,
  EO_LEG_TRAIN,
  EO_LEG_BUS,
  EO_LEG_HELICOPTER,
  EO_LEG_SHIP,
  EO_LEG_ON_FOOT,
  EO_LEG_STAY,  /* the nights at a place */
} EoLegMode;
GType eo_leg_mode_get_type (void);

/* A journey of a principal. */
#define EO_TYPE_TRIP (eo_trip_get_type ())
EO_DECLARE_RECORD (EoTrip, eo_trip, TRIP)

struct _EoTrip
{
  EoRecord      parent_instance;

  char         *title;
  EoLink        diary;
  EoDate        starts;
  EoDate        ends;
  char         *purpose;
  char         *delegation;  /* who goes along */
  char         *notes;
  EoTripStatus  status;
};

/* A part of it, on the way or at rest. Those on the way block the diary. */
#define EO_TYPE_LEG (eo_leg_get_type ())
EO_DECLARE_RECORD (EoLeg, eo_leg, LEG)

struct _EoLeg
{
  EoRecord     parent_instance;

  char        *route;        /* "Durban → Bergville": derived */
  EoLink       trip;
  EoLegMode    mode;
  char        *from_place;   /* of a stay: where */
  char        *to_place;
  EoLocalTime  leaves;       /* of a stay: in … */
  char        *leaves_zone;
  EoLocalTime  arrives;      /* … and out */
  char        *arrives_zone;
  char        *carrier;      /* "SA 562"; of a stay: address */
  char        *booking;
  char        *contact;
  char        *phone;
  EoLink       driver;
  char        *vehicle;
  gint64       distance;     /* km */
  char        *notes;
};

G_END_DECLS
