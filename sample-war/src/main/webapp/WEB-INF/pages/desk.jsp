<%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="title" value="Parcels"/>
<c:set var="place" value="desk"/>
<c:set var="clerk" value="${pageContext.request.isUserInRole('clerk')}"/>
<%@ include file="top.jspf" %>
      <h1>${clerk ? 'All parcels' : 'Your parcels'}</h1>
      <form class="row" method="get" action="${root}/session/pages/desk">
        <div class="field">
          <label for="step">Show</label>
          <select id="step" name="step">
            <option value="all">Every step</option>
            <c:forEach var="step" items="${steps}">
              <option value="${step.code}" <c:if test="${step.code == chosen}">selected</c:if>>${step.label}</option>
            </c:forEach>
          </select>
        </div>
        <button class="quiet">Show</button>
      </form>
      <c:if test="${empty parcels}"><p class="lead">There is no parcel to show.</p></c:if>
      <ul class="cards">
        <c:forEach var="parcel" items="${parcels}">
          <li class="card">
            <div class="head">
              <h2 class="number"><c:out value="${parcel.number()}"/></h2>
              <span class="badge ${parcel.step().code}">${parcel.step().label}</span>
            </div>
            <p>To <strong><c:out value="${parcel.recipient()}"/></strong>, <c:out value="${parcel.town()}"/>
              <c:if test="${clerk}"><br><span class="soft">sent by <c:out value="${parcel.sender()}"/></span></c:if></p>
            <ol class="history" aria-label="History of ${parcel.number()}">
              <c:forEach var="movement" items="${parcel.history()}">
                <li>${movement.step().label} <span class="soft"><c:out value="${movement.by()}"/>, <time datetime="${movement.at()}">${movement.minute()}</time></span></li>
              </c:forEach>
            </ol>
            <form class="row foot" method="post" action="${root}/session/labels/${parcel.number()}">
              <button class="quiet" aria-label="Label of ${parcel.number()}">Label</button>
            </form>
            <c:if test="${clerk and not empty parcel.step().following}">
              <form class="row foot" method="post" action="${root}/session/moves/${parcel.number()}">
                <c:forEach var="next" items="${parcel.step().following}">
                  <button name="step" value="${next.code}" aria-label="${next.label}: ${parcel.number()}">${next.label}</button>
                </c:forEach>
              </form>
            </c:if>
          </li>
        </c:forEach>
      </ul>
      <section class="card" aria-labelledby="send-title">
        <h2 id="send-title">Send a parcel</h2>
        <form class="row" method="post" action="${root}/session/parcels">
          <div class="field">
            <label for="recipient">Recipient</label>
            <input id="recipient" name="recipient" required maxlength="100" autocomplete="off">
          </div>
          <div class="field">
            <label for="town">Town</label>
            <input id="town" name="town" required maxlength="100" autocomplete="off">
          </div>
          <button>Register</button>
        </form>
      </section>
<%@ include file="bottom.jspf" %>
